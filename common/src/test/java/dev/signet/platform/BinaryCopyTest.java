package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class BinaryCopyTest {
    @Test
    void lostConnectionIsWhatACopyFailsWithAndNotWhatFollowsFromIt() throws IOException {
        var copy = new BinaryCopy(new LostConnection());

        assertThatThrownBy(copy::close).hasMessage("connection reset");
    }

    /** Breaks once everything has been written. */
    private static final class LostConnection extends OutputStream {
        private int flushes;
        private boolean lost;

        @Override
        public void write(int b) {}

        @Override
        public void flush() throws IOException {
            if (++flushes > 1) {
                fail();
            }
        }

        @Override
        public void close() throws IOException {
            fail();
        }

        private void fail() throws IOException {
            var message = lost ? "not in a copy" : "connection reset";
            lost = true;
            throw new IOException(message);
        }
    }
}
