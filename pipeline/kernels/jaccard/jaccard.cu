// Exact similarity of sets on a GPU. A set is sorted distinct hashes; what of one is in the other is looked for
// by bisection, each thread of a team hashes of its own.
//
// Compiled by cudf.py with THREADS and TEAM defined: a block is THREADS / TEAM teams, a team takes a pair.

typedef unsigned long long u64;
typedef long long i64;

// How many of a[from:to] are in b[other:last] as well, those of this thread.
__device__ inline int shared_by(const u64* a, i64 from, i64 to, const u64* b, i64 other, i64 last, int lane) {
    int shared = 0;
    for (i64 k = from + lane; k < to; k += TEAM) {
        i64 first = other, end = last;
        while (first < end) {
            i64 middle = (first + end) >> 1;
            if (b[middle] < a[k]) first = middle + 1;
            else end = middle;
        }
        shared += first < last && b[first] == a[k];
    }
    return shared;
}

__device__ inline double similarity(i64 shared, i64 size, i64 other, int containment) {
    i64 whole = containment ? size : size + other - shared;
    return whole > 0 ? (double)shared / (double)whole : 0.0;
}

// One block for each cluster, members starts[c] to starts[c + 1] in survivor order. A member is compared with the
// survivors before it, as many at once as there are teams; the best goes on record, the earliest of equals.
extern "C" __global__ void verify(const i64* starts, const i64* sources, const i64* offsets, const u64* hashes,
                                  i64 carried, double threshold, i64 max_kept, int containment,
                                  int cross_source, i64* survivors, i64* kept, double* measure) {
    __shared__ int shared[THREADS / TEAM];
    int team = threadIdx.x / TEAM, lane = threadIdx.x % TEAM, teams = blockDim.x / TEAM;
    i64 begin = starts[blockIdx.x], num = 0;
    for (i64 i = begin; i < starts[blockIdx.x + 1]; i++) {
        i64 size = offsets[i + 1] - offsets[i], best = -1;
        double most = 0.0;
        i64 k = i >= carried && size > 0 ? (num > max_kept ? num - max_kept : 0) : num;
        for (; k < num; k += teams) {
            if (threadIdx.x < teams) shared[threadIdx.x] = -1;
            __syncthreads();
            i64 j = k + team < num ? survivors[begin + k + team] : i;
            i64 other = offsets[j + 1] - offsets[j];
            // how much must be shared: t of its own, or J >= t <=> shared >= t / (1 + t) * (size + other)
            double least = containment ? threshold * size : threshold / (1.0 + threshold) * (size + other);
            if (j != i && !(cross_source && sources[i] == sources[j]) &&
                (size < other ? size : other) >= least - 1e-6) {
                bool mine = size < other;  // bisect in the larger set
                i64 a = mine ? i : j, b = mine ? j : i;
                int found = shared_by(hashes, offsets[a], offsets[a + 1], hashes, offsets[b], offsets[b + 1], lane);
                atomicAdd(shared + team, found + (lane == 0));
            }
            __syncthreads();
            for (int t = 0; t < teams && k + t < num; t++) {  // every thread for itself: all know the best
                i64 rival = survivors[begin + k + t];
                double value = similarity(shared[t], size, offsets[rival + 1] - offsets[rival], containment);
                if (shared[t] >= 0 && value >= threshold && value > most) {
                    most = value;
                    best = rival;
                }
            }
            __syncthreads();
        }
        if (best < 0) {
            if (threadIdx.x == 0) survivors[begin + num] = i;
            num++;
        }
        if (threadIdx.x == 0) {
            kept[i] = best;
            measure[i] = most;
        }
        __syncthreads();  // of `survivors`, for the next member
    }
}

// A team for each pair (new, old) of rows of two tables of sets.
extern "C" __global__ void compare(const i64* mine_offsets, const u64* mine, const i64* newer,
                                   const i64* theirs_offsets, const u64* theirs, const i64* older, i64 num,
                                   int containment, double* measured) {
    __shared__ int shared[THREADS / TEAM];
    int team = threadIdx.x / TEAM, lane = threadIdx.x % TEAM;
    i64 pair = (i64)blockIdx.x * (blockDim.x / TEAM) + team;
    if (lane == 0) shared[team] = 0;
    __syncthreads();
    i64 from = 0, to = 0, first = 0, last = 0;
    if (pair < num) {
        from = mine_offsets[newer[pair]];
        to = mine_offsets[newer[pair] + 1];
        first = theirs_offsets[older[pair]];
        last = theirs_offsets[older[pair] + 1];
        int found = to - from < last - first ? shared_by(mine, from, to, theirs, first, last, lane)
                                             : shared_by(theirs, first, last, mine, from, to, lane);
        atomicAdd(shared + team, found);
    }
    __syncthreads();
    if (pair < num && lane == 0) measured[pair] = similarity(shared[team], to - from, last - first, containment);
}
