// Connected components by hooking and pointer jumping: the root of a component is its least node.

typedef long long i64;

__device__ inline i64 root_of(const i64* parent, i64 x) {
    while (parent[x] != x) x = parent[x];
    return x;
}

// For every edge, the greater root points to the lesser one; `changed` says whether any did.
extern "C" __global__ void hook(const i64* a, const i64* b, i64 num, i64* parent, int* changed) {
    i64 at = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= num) return;
    i64 x = root_of(parent, a[at]), y = root_of(parent, b[at]);
    if (x == y) return;
    i64 low = x < y ? x : y, high = x < y ? y : x;
    atomicMin(parent + high, low);
    *changed = 1;
}

// Every node points to its root.
extern "C" __global__ void flatten(i64 num, i64* parent) {
    i64 at = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    if (at < num) parent[at] = root_of(parent, at);
}
