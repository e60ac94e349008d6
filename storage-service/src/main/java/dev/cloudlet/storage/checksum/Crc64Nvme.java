package dev.cloudlet.storage.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: polynomial 0xAD93D23594C93659, reflected, all ones before and after. Sliced by eight: one table for each
 * of eight bytes that are taken at once.
 */
final class Crc64Nvme implements Checksum {
    /** The polynomial with its bits reversed. */
    static final long POLYNOMIAL = Long.reverse(0xAD93D23594C93659L);

    private static final int SLICES = 8;
    private static final long[][] TABLES = tables();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long crc = -1;

    @Override
    public void update(int b) {
        crc = TABLES[0][(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int count) {
        long running = crc;
        int i = offset;
        int end = offset + count;
        for (; i <= end - SLICES; i += SLICES) {
            running ^= (long) LONGS.get(bytes, i);
            running = TABLES[7][(int) running & 0xff]
                    ^ TABLES[6][(int) (running >>> 8) & 0xff]
                    ^ TABLES[5][(int) (running >>> 16) & 0xff]
                    ^ TABLES[4][(int) (running >>> 24) & 0xff]
                    ^ TABLES[3][(int) (running >>> 32) & 0xff]
                    ^ TABLES[2][(int) (running >>> 40) & 0xff]
                    ^ TABLES[1][(int) (running >>> 48) & 0xff]
                    ^ TABLES[0][(int) (running >>> 56)];
        }
        crc = running;
        for (; i < end; i++) {
            update(bytes[i]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int n = 0; n < 256; n++) {
            long crc = n;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            tables[0][n] = crc;
        }
        for (int n = 0; n < 256; n++) {
            for (int slice = 1; slice < SLICES; slice++) {
                long before = tables[slice - 1][n];
                tables[slice][n] = tables[0][(int) before & 0xff] ^ (before >>> 8);
            }
        }
        return tables;
    }
}
