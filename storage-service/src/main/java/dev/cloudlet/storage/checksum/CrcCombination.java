package dev.cloudlet.storage.checksum;

/**
 * The CRC of two pieces put together, from those of the pieces and the length of the second: appending n zero bits is a
 * multiplication by x^n in the field of polynomials modulo the CRC's own, done by repeated squaring.
 */
final class CrcCombination {
    private final int width;
    private final long polynomial;

    private CrcCombination(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    /**
     * For the algorithms that allow it.
     *
     * @throws IllegalArgumentException for a hash
     */
    static CrcCombination of(Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(32, 0xEDB88320L);
            case CRC32C -> new CrcCombination(32, 0x82F63B78L);
            case CRC64NVME -> new CrcCombination(64, Crc64Nvme.POLYNOMIAL);
            case SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " does not combine");
        };
    }

    /**
     * The CRC of first and second together.
     *
     * @param secondLength in bytes
     */
    long combine(long first, long second, long secondLength) {
        return multiply(powerOfX(secondLength), first) ^ second;
    }

    /** x^(8 n) modulo the polynomial. */
    private long powerOfX(long bytes) {
        long power = one();
        // x^8: eight places after the highest bit, for bits are reflected.
        long square = one() >>> 8;
        for (long n = bytes; n > 0; n >>>= 1) {
            if ((n & 1) != 0) {
                power = multiply(power, square);
            }
            square = multiply(square, square);
        }
        return power;
    }

    private long one() {
        return 1L << (width - 1);
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = one(); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }
}
