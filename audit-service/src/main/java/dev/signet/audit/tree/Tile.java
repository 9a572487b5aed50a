package dev.signet.audit.tree;

import dev.signet.tlog.Hash;

/**
 * 256 hashes of one level, side by side. Level 0 has those of leaves, each further level those of the tiles below: a hash of level L stands for 256^L
 * leaves.
 */
record Tile(int level, long n, Hashes hashes) {
    static final int WIDTH = 256;
    static final int HEIGHT = 8;

    /** The hashes of a tile, or as many of them as there are. */
    static final class Hashes {
        private final byte[] bytes;
        private int count;

        Hashes() {
            this.bytes = new byte[WIDTH * Hash.LENGTH];
        }

        private Hashes(byte[] bytes) {
            this.bytes = bytes;
            this.count = WIDTH;
        }

        static Hashes full(byte[] bytes) {
            if (bytes.length != WIDTH * Hash.LENGTH) {
                throw new IllegalArgumentException(
                        "a tile has %d bytes, not %d".formatted(WIDTH * Hash.LENGTH, bytes.length));
            }
            return new Hashes(bytes);
        }

        void add(Hash hash) {
            hash.copyTo(bytes, count++);
        }

        int count() {
            return count;
        }

        byte[] toBytes() {
            return bytes.clone();
        }

        /** The root over {@code 2^height} of them, from {@code position} on. */
        Hash root(int height, int position) {
            if (height == 0) {
                if (position >= count) {
                    throw new IllegalArgumentException("there is no hash %d among %d".formatted(position, count));
                }
                return Hash.at(position, bytes);
            }
            var half = 1 << (height - 1);
            return Hash.ofNode(root(height - 1, position), root(height - 1, position + half));
        }
    }
}
