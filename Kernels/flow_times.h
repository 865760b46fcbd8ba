// How long things take in a flow simulation, and what closes a group in between.
#ifndef MR_FLOW_TIMES_H
#define MR_FLOW_TIMES_H
#include "flow_state.h"

// √0.6 and √0.4: the shots of a set's plates have something in common (docs/model.md).
#define MR_FLOW_SHOTS_OF_SET 0.774596669f
#define MR_FLOW_SHOTS_OF_PLATE 0.632455532f

// The skill of a tool that is learning, 1 at the end. ready: before 0 where it was there before.
MR_INLINE float mr_flow_skill(mr_flow *flow, int skill, float ready) {
    float age = mr_nearest_float((mr_u32)flow->now) - ready;
    float start = MR_COURSE(skill);
    float reached = start + (1.0f - start) * (age * MR_COURSE(skill + 1));
    return mr_max(0.01f, mr_min(1.0f, reached));
}

MR_INLINE float mr_write_seconds(mr_flow *flow, mr_record step, mr_record tool, int plate) {
    int source = MR_PLATE(plate, MR_FP_SOURCE);
    mr_u32 number = (mr_u32)MR_PLATE(plate, MR_FP_NUMBER);
    int size = MR_F(MR_F(MR_FH_SOURCES) + source * MR_FLOW_SOURCE_SIZE + MR_FO_SET_SIZE);
    mr_u32 order = number / (mr_u32)size;
    float of_set =
        mr_inverse_normal(mr_source_draw(flow, source, MR_PURPOSE_ORDER, order, 0u).word[1]);
    float own =
        mr_inverse_normal(mr_source_draw(flow, source, MR_PURPOSE_LAYER, number, 0u).word[1]);
    float z = MR_FLOW_SHOTS_OF_SET * of_set + MR_FLOW_SHOTS_OF_PLATE * own;
    float shots = MR_COURSE(step[MR_FS_MEDIAN]) * mr_exp(MR_COURSE(step[MR_FS_SIGMA]) * z);
    int part = step[MR_FS_TIME] + tool[MR_FT_NUMBER] * MR_FLOW_WRITE_SIZE;
    float beam = MR_COURSE(part + MR_FW_BASE) + MR_COURSE(part + MR_FW_SLOPE) * shots;
    return MR_COURSE(part + MR_FW_FIXED) + mr_max(beam, MR_COURSE(part + MR_FW_STAGE));
}

// Seconds that a tool works on a plate.
static int mr_process_seconds(mr_flow *flow, int tool_number, int plate) {
    mr_record step = mr_flow_step_of(flow, plate), tool = mr_flow_tool_at(flow, tool_number);
    int skill = mr_flow_group_at(flow, tool[MR_FT_GROUP])[MR_FG_SKILL];
    float factor = MR_COURSE(tool[MR_FT_FACTOR]), seconds;
    if (step[MR_FS_TIME_KIND] == MR_FLOW_WRITE) {
        seconds = mr_write_seconds(flow, step, tool, plate);
    } else {
        seconds = MR_COURSE(step[MR_FS_TIME]);
        if (step[MR_FS_TIME_KIND] == MR_FLOW_SAMPLED)
            seconds *= mr_quantile(flow->floats + step[MR_FS_QUANTILES],
                                   mr_tail_of_word((mr_u32)MR_PLATE(plate, MR_FP_TIME_WORD)));
    }
    if (skill != MR_FLOW_NONE) {
        float reached = mr_flow_skill(flow, skill, MR_COURSE(tool[MR_FT_READY]));
        if (reached < 1.0f) factor *= mr_reciprocal(reached);
    }
    return mr_whole_seconds(seconds * factor);
}

// When work ends that takes so many seconds from now on: closed hours stop it.
MR_INLINE int mr_work_end(mr_flow *flow, int group_number, int seconds) {
    int end = flow->now + seconds;
    if (!mr_flow_group_at(flow, group_number)[MR_FG_CLOSES]) return end;
    mr_record closing = flow->table + MR_GROUP(group_number, MR_FGW_CLOSING);
    int time = flow->now, left = seconds;
    // At most some hundred closings are passed: work is shorter than the longest simulation.
    for (; time + left > closing[0]; closing += 2) {
        left -= mr_max(closing[0] - time, 0);
        time = mr_max(closing[1], time);
    }
    return mr_min(time + left, MR_FLOW_LONGEST);
}

// Open seconds from a moment until now.
MR_INLINE int mr_worked_since(mr_flow *flow, int group_number, int begun) {
    mr_record group = mr_flow_group_at(flow, group_number);
    int worked = flow->now - begun;
    if (!group[MR_FG_CLOSES]) return worked;
    // Backwards over the closings that have begun; the first pair ends before any time.
    int index = MR_GROUP(group_number, MR_FGW_CLOSING);
    for (; index >= group[MR_FG_CLOSINGS]; index -= 2) {
        mr_record closing = flow->table + index;
        if (closing[1] <= begun) break;
        if (closing[0] < flow->now)
            worked -= mr_min(closing[1], flow->now) - mr_max(closing[0], begun);
    }
    return worked;
}

// The words of a tool's next failure: time to it, time to repair it.
MR_INLINE mr_words mr_failure_words(mr_flow *flow, int tool, mr_u32 number) {
    return mr_draw(flow->seed_low, flow->seed_high, MR_PURPOSE_FAILURE + ((number >> 16) & 0xFFFu),
                   (mr_u32)mr_flow_tool_at(flow, tool)[MR_FT_ENTITY], flow->replication,
                   flow->stream, number & 0xFFFFu);
}
// Draws when a tool that works again will fail.
MR_INLINE void mr_draw_failure(mr_flow *flow, int tool, mr_record group) {
    MR_TOOL(tool, MR_FTW_FAILS) = MR_FLOW_NEVER;
    if (group[MR_FG_FAILING] == MR_FAIL_NOT) return;
    mr_words words = mr_failure_words(flow, tool, (mr_u32)MR_TOOL(tool, MR_FTW_FAILURES));
    int up = mr_whole_seconds(
        MR_COURSE(group[MR_FG_UP_MEAN]) *
        mr_quantile(flow->floats + group[MR_FG_UP], mr_tail_of_word(words.word[0])));
    MR_TOOL(tool, MR_FTW_FAILS) = group[MR_FG_FAILING] == MR_FAIL_CALENDAR ? flow->now + up : up;
}
MR_INLINE int mr_repair_seconds(mr_flow *flow, int tool, mr_record group) {
    mr_words words = mr_failure_words(flow, tool, (mr_u32)MR_TOOL(tool, MR_FTW_FAILURES));
    return mr_whole_seconds(
        MR_COURSE(group[MR_FG_DOWN_MEAN]) *
        mr_quantile(flow->floats + group[MR_FG_DOWN], mr_tail_of_word(words.word[1])));
}

// When a source's next order comes: `units` mean gaps from a time on, at the rates that hold.
MR_INLINE int mr_next_order(mr_flow *flow, int source_number, int time, float units) {
    mr_record source = flow->table + MR_F(MR_FH_SOURCES) + source_number * MR_FLOW_SOURCE_SIZE;
    int word = MR_F(MR_FH_STATE_SOURCES) + source_number * MR_FLOW_SOURCE_WORDS + MR_FOW_RATE;
    for (int rate = MR_FLOW(word); rate < source[MR_FO_RATE_COUNT]; ++rate) {
        int end = MR_F(source[MR_FO_RATE_ENDS] + rate);
        int pair = source[MR_FO_RATES] + 2 * rate;
        float gap = MR_COURSE(pair);
        MR_FLOW(word) = rate;
        if (end <= time) continue;
        if (gap > 0.0f) {
            float left = mr_nearest_float((mr_u32)(end - time));
            float need = units * gap;
            if (need < left) return mr_min(time + mr_whole_seconds(need), end);
            units = mr_max(0.0f, units - left * MR_COURSE(pair + 1));
        }
        time = end;
    }
    return MR_FLOW_NEVER;
}

#endif
