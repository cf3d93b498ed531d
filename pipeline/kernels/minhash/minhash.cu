// Shingles and MinHash on a GPU: what numba.py does, in one pass over the bytes of the texts.
//
// Compiled by cudf.py with BASE, M1, M2, CHAR, THREADS, RUN, PIECE and WIDEST defined. Texts lie one after the
// other in `data`, text t from offsets[t] to offsets[t + 1]. A block of threads takes a piece of a text, PIECE
// bytes at most, so that a novel takes as many blocks as its length asks for; text t has the pieces
// firsts[t] to firsts[t + 1]. A piece owns the shingles whose first unit begins in it.
//
// A block reads a tile of bytes, RUN for each thread, hashes the units that begin there into a ring in shared
// memory, rolls the shingles that are whole now, and takes the permuted minima over them. Nothing but the
// signature goes back to the device's memory: units there would cost eight bytes each, written and read.

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

#define TILE (THREADS * RUN)  // bytes, and shingles, that a block looks at together
#define RING 1024             // unit hashes: those of a tile and of the shingle that it began in

static_assert(TILE + WIDEST - 1 <= RING, "a tile and the widest shingle before it fit into the ring");
static_assert(RUN % 2, "an odd stride: threads that roll side by side use other banks of shared memory");

__device__ inline u64 mix(u64 h) {
    h ^= h >> 33;
    h *= M1;
    h ^= h >> 33;
    h *= M2;
    return h ^ (h >> 33);
}

// The upper half of a shingle hash through datasketch's murmur finalizer (affine32).
__device__ inline u32 finalized(u64 hash) {
    u32 h = (u32)(hash >> 32);
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    return h ^ (h >> 16);
}

__device__ inline int width_at(u8 byte) { return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4; }

__device__ inline int code_point(const u8* at, int width) {
    int b = at[0];
    if (width == 1) return b;
    if (width == 2) return (b & 0x1F) << 6 | (at[1] & 0x3F);
    if (width == 3) return (b & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    return (b & 0x07) << 18 | (at[1] & 0x3F) << 12 | (at[2] & 0x3F) << 6 | (at[3] & 0x3F);
}

__device__ inline bool is_space(int c) {
    return c == 32 || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

__device__ inline u64 lowered(int c) { return (u64)((c >= 65 && c <= 90 ? c + 32 : c) + 1); }

__device__ inline bool is_inside(u8 byte) { return (byte & 0xC0) == 0x80; }  // of a character, not its first

__device__ inline bool begins_unit(const u8* data, i64 start, i64 i, int unit) {
    if (is_inside(data[i]) || is_space(code_point(data + i, width_at(data[i])))) return false;
    if (unit == CHAR || i == start) return true;
    i64 before = i - 1;
    while (is_inside(data[before])) before--;
    return is_space(code_point(data + before, width_at(data[before])));
}

__device__ inline u64 unit_hash(const u8* data, i64 i, i64 end, int unit) {
    int width = width_at(data[i]);
    u64 h = lowered(code_point(data + i, width));
    if (unit == CHAR) return mix(h);
    for (i64 at = i + width; at < end; at += width) {
        width = width_at(data[at]);
        int c = code_point(data + at, width);
        if (is_space(c)) break;
        h = h * BASE + lowered(c);
    }
    return mix(h);
}

// What a block knows of its piece; every thread has the same numbers.
struct Piece {
    const u8* data;
    u64* ring;  // hash of unit u of the piece at u % RING
    int* sums;
    i64 start, end;       // of the text
    i64 begin, stop, at;  // of the piece; the next byte to read
    int unit, width;
    int num = 0, owned = 0;  // units read; those that begin in the piece
    int done = 0, size = 0;  // shingles before this tile; shingles of this tile

    __device__ Piece(const u8* data, const i64* offsets, const int* units, const int* widths,
                     const int* owners, const i64* firsts, u64* ring, int* sums)
        : data(data), ring(ring), sums(sums) {
        int t = owners[blockIdx.x];
        start = offsets[t];
        end = offsets[t + 1];
        at = begin = start + (blockIdx.x - firsts[t]) * PIECE;
        stop = begin + PIECE < end ? begin + PIECE : end;
        unit = units[t];
        width = widths[t];
    }

    // The next tile whose shingles the ring holds; false when there is none.
    __device__ bool next() {
        done += size;
        size = 0;
        if (at < stop || (owned && at < end && num < owned + width - 1)) {
            read();
            int whole = num - width + 1 < owned ? num - width + 1 : owned;
            if (whole > done) size = whole - done;
            return true;
        }
        if (!owned || num >= width || begun_before()) return false;
        width = num;  // a text shorter than one shingle is one shingle
        size = 1;
        return true;
    }

    // Hashes of the units that begin in the next tile, appended to the ring in their order.
    __device__ void read() {
        i64 limit = at < stop ? stop : end, first = at + (i64)threadIdx.x * RUN;
        i64 to = at + (i64)blockDim.x * RUN < limit ? at + (i64)blockDim.x * RUN : limit;
        u32 begins = 0;
        for (int k = 0; k < RUN; k++)
            if (first + k < to && begins_unit(data, start, first + k, unit)) begins |= 1u << k;
        sums[threadIdx.x] = __popc(begins);
        __syncthreads();
        for (int step = 1; step < blockDim.x; step <<= 1) {
            int before = threadIdx.x >= step ? sums[threadIdx.x - step] : 0;
            __syncthreads();
            sums[threadIdx.x] += before;
            __syncthreads();
        }
        int place = num + sums[threadIdx.x] - __popc(begins);
        for (int k = 0; k < RUN; k++)
            if (begins >> k & 1) ring[place++ % RING] = unit_hash(data, first + k, end, unit);
        num += sums[blockDim.x - 1];
        at = to;
        if (at <= stop) owned = num;
        __syncthreads();
    }

    // Whether a unit of the text begins before the piece: if so, the last units are of shingles before it.
    __device__ bool begun_before() {
        for (i64 to = begin; to > start; to -= blockDim.x) {
            i64 i = to - 1 - threadIdx.x;
            if (__syncthreads_or(i >= start && begins_unit(data, start, i, unit))) return true;
        }
        return false;
    }

    // put(s, hash) for each shingle s of this tile, RUN in a row for each thread.
    template <class Put> __device__ void shingles(Put put) {
        int s = threadIdx.x * RUN, last = s + RUN < size ? s + RUN : size;
        if (s >= last) return;
        u64 h = 0, power = 1;
        for (int k = 0; k < width; k++) {
            h = h * BASE + ring[(done + s + k) % RING];
            if (k) power *= BASE;
        }
        put(s, mix(h));
        while (++s < last) {
            h = (h - ring[(done + s - 1) % RING] * power) * BASE + ring[(done + s + width - 1) % RING];
            put(s, mix(h));
        }
    }
};

// signatures[t, k]: the least a * h + b over the shingles of text t, all ones before. Each thread has
// permutations of its own and runs over the hashes of a tile, which it reads four at a time.
extern "C" __global__ void sign(const u8* data, const i64* offsets, const int* units, const int* widths,
                                const int* owners, const i64* firsts, const u32* a, const u32* b,
                                int num_perm, u32* signatures) {
    __shared__ u64 ring[RING];
    __shared__ int sums[THREADS];
    __shared__ __align__(16) u32 tile[TILE + 3];
    Piece piece(data, offsets, units, widths, owners, firsts, ring, sums);
    u32* signature = signatures + (i64)owners[blockIdx.x] * num_perm;
    while (piece.next()) {
        piece.shingles([&](int s, u64 hash) { tile[s] = finalized(hash); });
        __syncthreads();
        int size = piece.size;
        if (threadIdx.x < 3 && size) tile[size + threadIdx.x] = tile[size - 1];  // a minimum sees it twice
        __syncthreads();
        for (int k = threadIdx.x; size && k < num_perm; k += blockDim.x) {
            u32 least = 0xFFFFFFFFu, ak = a[k], bk = b[k];
            for (int s = 0; s < size; s += 4) {
                u32 one = ak * tile[s] + bk, two = ak * tile[s + 1] + bk;
                u32 three = ak * tile[s + 2] + bk, four = ak * tile[s + 3] + bk;
                one = one < two ? one : two;
                three = three < four ? three : four;
                one = one < three ? one : three;
                least = one < least ? one : least;
            }
            atomicMin(signature + k, least);
        }
    }
}

// counts[p]: shingles of piece p. With `out`, they go to out[starts[p]...], and their text beside them.
extern "C" __global__ void shingles(const u8* data, const i64* offsets, const int* units, const int* widths,
                                    const int* owners, const i64* firsts, i64* counts, const i64* starts,
                                    u64* out, int* rows) {
    __shared__ u64 ring[RING];
    __shared__ int sums[THREADS];
    Piece piece(data, offsets, units, widths, owners, firsts, ring, sums);
    i64 num = 0;
    while (piece.next()) {
        if (out) {
            i64 at = starts[blockIdx.x] + num;
            piece.shingles([&](int s, u64 hash) {
                out[at + s] = hash;
                rows[at + s] = owners[blockIdx.x];
            });
        }
        num += piece.size;
    }
    if (threadIdx.x == 0) counts[blockIdx.x] = num;
}

// keys[band, m] of the m-th signature that has shingles.
extern "C" __global__ void band_keys(const u32* signatures, const i64* signed_rows, i64 num, int num_perm,
                                     int bands, int rows, u64* keys) {
    i64 at = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= num * bands) return;
    int band = (int)(at / num);
    const u32* row = signatures + signed_rows[at % num] * num_perm + band * rows;
    u64 key = (u64)(band + 1);
    for (int k = 0; k < rows; k++) {
        key = (key ^ row[k]) * BASE;
        key ^= key >> 29;
    }
    keys[at] = key;
}
