package vn.truc.simulator.strangers;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes other bytes of genuine ones, as a stranger might: seeded, so that each can be made again. */
public final class Mutations {

    /** What lengths and counts are like that ask for more than there is, in Avro's variable-length coding. */
    private static final byte[][] HOSTILE = {
        {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
        {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04},
        {
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            0x01
        },
        {(byte) 0x80, (byte) 0x80, 0x08},
        {0x01}
    };

    private final SplittableRandom random;

    public Mutations(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One to three changes of {@code genuine}, or of another genuine record put into it; always other bytes. */
    public byte[] of(byte[] genuine, byte[] other) {
        byte[] mutated = genuine;
        do {
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                mutated = change(mutated.length == 0 ? genuine : mutated, other);
            }
        } while (Arrays.equals(mutated, genuine));
        return mutated;
    }

    private byte[] change(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(8)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] set = bytes.clone();
                set[at] = (byte) random.nextInt(256);
                yield set;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> replaced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 4 -> replaced(bytes, at, at, random(1 + random.nextInt(8)));
            case 5 -> replaced(bytes, at, Math.min(bytes.length, at + 1), HOSTILE[random.nextInt(HOSTILE.length)]);
            case 6 -> {
                int from = random.nextInt(bytes.length);
                yield replaced(bytes, at, at, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 64)));
            }
            default -> {
                int from = random.nextInt(other.length);
                byte[] part = Arrays.copyOfRange(other, from, Math.min(other.length, from + 128));
                yield replaced(bytes, at, Math.min(bytes.length, at + part.length), part);
            }
        };
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] all = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(by, 0, all, from, by.length);
        System.arraycopy(bytes, to, all, from + by.length, bytes.length - to);
        return all;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
