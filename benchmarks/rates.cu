// How many of the two operations that a signature is made of a device does in a second: eight chains of a
// multiply-add and a minimum for each thread, in registers, and nothing read. The next value comes from the last.

typedef unsigned int u32;

extern "C" __global__ void operations(int rounds, u32 a, u32 b, u32* out) {
    u32 value[8], least[8], found = 0;
    for (int k = 0; k < 8; k++) {
        value[k] = (blockIdx.x * blockDim.x + threadIdx.x) * 8 + k;
        least[k] = 0xFFFFFFFFu;
    }
    for (int r = 0; r < rounds; r++)
        for (int k = 0; k < 8; k++) {
            value[k] = a * value[k] + b;
            least[k] = value[k] < least[k] ? value[k] : least[k];
        }
    for (int k = 0; k < 8; k++) found ^= least[k];
    out[blockIdx.x * blockDim.x + threadIdx.x] = found;
}
