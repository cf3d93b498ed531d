// Shingles and MinHash on a GPU: what numba.py does, one block of threads for each text.
//
// Compiled by cudf.py with BASE, M1, M2, CHAR and TILE defined. Texts lie one after the other in `data`,
// text t from offsets[t] to offsets[t + 1]; its units from places[t] to places[t + 1].

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

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

// flags[i] = 1 where a unit begins: a character that is no white space, or a word.
extern "C" __global__ void mark_units(const u8* data, const i64* offsets, const int* units, u8* flags) {
    i64 t = blockIdx.x, start = offsets[t], end = offsets[t + 1];
    for (i64 i = start + threadIdx.x; i < end; i += blockDim.x)
        flags[i] = begins_unit(data, start, i, units[t]);
}

// hashes[k] of the unit that is the k-th of all; `counts` is the running sum of flags, itself included.
extern "C" __global__ void hash_units(const u8* data, const i64* offsets, const int* units,
                                      const u8* flags, const i64* counts, u64* hashes) {
    i64 t = blockIdx.x, start = offsets[t], end = offsets[t + 1];
    for (i64 i = start + threadIdx.x; i < end; i += blockDim.x) {
        if (!flags[i]) continue;
        u64 h = lowered(code_point(data + i, width_at(data[i])));
        if (units[t] != CHAR) {
            i64 at = i + width_at(data[i]);
            while (at < end) {
                int width = width_at(data[at]), c = code_point(data + at, width);
                if (is_space(c)) break;
                h = h * BASE + lowered(c);
                at += width;
            }
        }
        hashes[counts[i] - 1] = mix(h);
    }
}

__device__ inline u64 shingle(const u64* units, int width) {
    u64 h = 0;
    for (int k = 0; k < width; k++) h = h * BASE + units[k];
    return mix(h);
}

// signatures[t, k]: minima of a * h + b over the shingles of text t. Each thread has permutations of its
// own; the block computes a tile of shingles together, and all its threads read it.
extern "C" __global__ void sign(const u64* units, const i64* places, const int* widths, const u32* a,
                                const u32* b, int num_perm, u32* signatures) {
    __shared__ u32 tile[TILE];
    i64 t = blockIdx.x, start = places[t], num = places[t + 1] - start;
    int width = widths[t] < num ? widths[t] : (int)num;
    i64 shingles = num ? num - width + 1 : 0;
    for (int k = threadIdx.x; k < num_perm; k += blockDim.x) signatures[t * num_perm + k] = 0xFFFFFFFFu;
    for (i64 base = 0; base < shingles; base += TILE) {
        int size = shingles - base < TILE ? (int)(shingles - base) : TILE;
        __syncthreads();
        for (int s = threadIdx.x; s < size; s += blockDim.x)
            tile[s] = finalized(shingle(units + start + base + s, width));
        __syncthreads();
        for (int k = threadIdx.x; k < num_perm; k += blockDim.x) {
            u32 least = signatures[t * num_perm + k], ak = a[k], bk = b[k];
            for (int s = 0; s < size; s++) {
                u32 value = ak * tile[s] + bk;
                least = value < least ? value : least;
            }
            signatures[t * num_perm + k] = least;
        }
    }
}

// Every shingle hash of text t from out[starts[t]] on, and the text that it is of.
extern "C" __global__ void shingle_hashes(const u64* units, const i64* places, const int* widths,
                                          const i64* starts, u64* out, i64* rows) {
    i64 t = blockIdx.x, num = places[t + 1] - places[t];
    int width = widths[t] < num ? widths[t] : (int)num;
    for (i64 s = threadIdx.x; s < starts[t + 1] - starts[t]; s += blockDim.x) {
        out[starts[t] + s] = shingle(units + places[t] + s, width);
        rows[starts[t] + s] = t;
    }
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
