// Words of the state of one replication of a flow simulation. Included by flow_layout.h.
#ifndef MR_FLOW_WORDS_H
#define MR_FLOW_WORDS_H

enum mr_flow_word {
    MR_FC_STATUS,
    MR_FC_NOW,
    MR_FC_PERIOD,
    MR_FC_FREE,
    MR_FC_FRESH,  // plates: those given back, and the first that never was used
    MR_FC_PEAK,   // most plates at once
    MR_FC_LIVE,
    MR_FC_FREE_SET,
    MR_FC_FRESH_SET,
    MR_FC_EVENTS,
    MR_FC_EVENTS_HIGH,
    MR_FC_LATE,  // plates that waited beyond the limit of their step and go back: first, last
    MR_FC_LAST_LATE,
    MR_FLOW_NEXT = 16  // time of each slot's event
};
enum mr_flow_tool_word {
    MR_FTW_STATE,
    MR_FTW_SINCE,
    MR_FTW_PLATE,  // the first of those in process, or none
    MR_FTW_EVENT,
    MR_FTW_LEFT,  // seconds of work that are left at MR_FTW_BEGUN
    MR_FTW_BEGUN,
    MR_FTW_FAMILY,
    MR_FTW_FAILS,  // operating seconds that are left, or when
    MR_FTW_FAILURES,
    MR_FTW_DUE,   // maintenance
    MR_FTW_WORK,  // seconds of set-up and work that what is in process takes
    MR_FLOW_TOOL_WORDS
};
enum mr_flow_tool_event {
    MR_ARRIVES,
    MR_IS_SET_UP,
    MR_FINISHES,
    MR_FAILS,
    MR_IS_REPAIRED,
    MR_IS_MAINTAINED,
    MR_WAKES  // idle until a failure or maintenance
};
enum mr_flow_group_word {
    MR_FGW_IDLE,  // mask
    MR_FGW_CLOSED,
    MR_FGW_CLOSING,  // integer index of the closing that holds now or comes next
    MR_FGW_TIMER,    // when a batch has waited long enough
    MR_FGW_SQUARES,  // what is left over of MR_FQ_SQUARES [s²]
    MR_FLOW_GROUP_WORDS
};
enum mr_flow_queue_word { MR_FUW_HEAD, MR_FUW_TAIL, MR_FUW_WAITING, MR_FLOW_QUEUE_WORDS };
enum mr_flow_source_word { MR_FOW_NUMBER, MR_FOW_PLATES, MR_FOW_RATE, MR_FLOW_SOURCE_WORDS };
enum mr_flow_node_word { MR_FNW_WIP, MR_FNW_SINCE, MR_FLOW_NODE_WORDS };
enum mr_flow_set_word { MR_FEW_LEFT, MR_FEW_NEXT, MR_FLOW_SET_WORDS };
enum mr_flow_plate_word {
    MR_FP_PRODUCT,
    MR_FP_STEP,
    MR_FP_ROUND,
    MR_FP_NUMBER,
    MR_FP_SOURCE,
    MR_FP_RELEASED,
    MR_FP_DUE,
    MR_FP_PRIORITY,
    MR_FP_KEY,
    MR_FP_NEXT,
    MR_FP_ENTERED,
    MR_FP_RAW,
    MR_FP_SET,
    MR_FP_TIME_WORD,
    MR_FP_OUTCOME_WORD,
    MR_FP_SCRAP_WORD,
    MR_FLOW_PLATE_WORDS
};

#endif
