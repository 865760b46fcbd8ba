// The kernels' random words as plans use them, raw on standard output until nobody reads on.
//
//     stream MODE PART
//
// MODE says which addresses follow each other (docs/random-numbers.md). PART, 0 to 65535, is a
// stretch of the stream that shares no address with another part's.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../Kernels/philox.h"

enum { NAMES = 1024, LANES = 16, BUFFER = 1 << 16, TOP_BIT = 31 };

static uint64_t seed = 2026;

static void put(mr_u32 word) {
    static mr_u32 buffer[BUFFER];
    static int used = 0;
    buffer[used++] = word;
    if (used < BUFFER) return;
    if (fwrite(buffer, sizeof *buffer, BUFFER, stdout) < BUFFER) exit(0);
    used = 0;
}

static mr_words draw_number(mr_u32 purpose, mr_u32 entity, uint64_t replication, mr_u32 stream,
                            mr_u32 number) {
    return mr_draw((mr_u32)seed, (mr_u32)(seed >> 32), purpose, entity, (mr_u32)replication,
                   (mr_u32)(replication >> 32) | stream << TOP_BIT, number);
}

static mr_words draw(mr_u32 purpose, mr_u32 entity, uint64_t replication, mr_u32 stream) {
    return draw_number(purpose, entity, replication, stream, 0);
}

static void put_figure(mr_u32 entity, uint64_t replication, mr_u32 stream) {
    put(draw(MR_PURPOSE_FIGURE, entity, replication, stream).word[0]);
}

// As EntityNames does it: FNV-1a of 64 bits, folded.
static mr_u32 hash(const char *name) {
    uint64_t h = 0xCBF29CE484222325u;
    for (; *name; ++name) h = (h ^ (unsigned char)*name) * 0x100000001B3u;
    return (mr_u32)(h ^ h >> 32);
}

// Names as a large plan has them, neighbours differing in a digit or in the last word.
static mr_u32 name_hash(int number) {
    static const char *const field[] = {"slip", "installation", "acceptance", "qualification"};
    char name[64], unit[8] = "";
    int tool = number / 32 + 1, count = number / 4 % 8 + 1;
    if (count > 1) snprintf(unit, sizeof unit, "#%d", count);
    snprintf(name, sizeof name, "tools.writer-%d.%s%s", tool, field[number % 4], unit);
    return hash(name);
}

// Philox of two rounds, where ten are right: the battery has to notice.
static mr_u32 weakened(mr_u64 c0, mr_u64 c1, mr_u64 c2, mr_u64 c3) {
    mr_u32 k0 = (mr_u32)seed, k1 = (mr_u32)(seed >> 32);
    MR_PHILOX_ROUND MR_PHILOX_ROUND return (mr_u32)c0;
}

int main(int count, char **arguments) {
    if (count != 3) return fprintf(stderr, "usage: stream MODE PART\n"), 2;
    const char *mode = arguments[1];
    uint64_t first = strtoull(arguments[2], NULL, 10) << 44;
    mr_u32 entities[NAMES];
    for (int n = 0; n < NAMES; ++n) entities[n] = name_hash(n);
    mr_u32 entity = hash("tools.writer-1.installation");
    mr_u32 own = hash("nodes.28.layer_classes.critical"), set = hash("nodes.28");

#define MODE(name) else if (!strcmp(mode, name)) for (uint64_t r = first;; ++r)
    if (first >> 60) return fprintf(stderr, "stream: no part %s\n", arguments[2]), 2;
    MODE("replications") put_figure(entity, r, 0);
    MODE("names") for (int n = 0; n < NAMES; ++n) put_figure(entities[n], r, 0);
    MODE("numbers") put_figure((mr_u32)r, first | (r - first) >> 32, 0);
    MODE("seeds") {
        seed = r;
        put_figure(entity, 0, 0);
    }
    MODE("streams") {
        put_figure(entity, r, 0);
        put_figure(entity, r, 1);
    }
    // Figures, then risks and purchases, 16 replications side by side.
    MODE("plan") {
        for (int n = 0; n < NAMES; ++n) {
            mr_u32 purpose = n < NAMES - 64   ? MR_PURPOSE_FIGURE
                             : n < NAMES - 32 ? MR_PURPOSE_RISK
                                              : MR_PURPOSE_PURCHASE;
            for (uint64_t lane = 0; lane < LANES; ++lane)
                put(draw(purpose, entities[n], LANES * (r - first) + first + lane, 0).word[0]);
        }
    }
    // exposure_draws.h: what a plate draws, plate by plate; four share an address.
    MODE("writes") {
        mr_words words[6];
        for (mr_u32 number = 0; number < 5; ++number)
            words[number] = draw_number(MR_PURPOSE_WRITE, number < 4 ? own : set, r, 0, number);
        words[5] = draw(MR_PURPOSE_WRITE, set, r, 0);
        for (int plate = 0; plate < 4; ++plate)
            for (int number = 0; number < 6; ++number) put(words[number].word[plate]);
    }
    MODE("control") put(weakened(r & MR_LOW_32, r >> 32, entity, MR_PURPOSE_FIGURE << 16));
    return fprintf(stderr, "stream: no mode %s\n", mode), 2;
}
