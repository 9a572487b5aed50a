package dev.signet.collection.record;

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

    private static final class LostConnection extends OutputStream {
        private boolean lost;

        @Override
        public void write(int b) throws IOException {
            fail();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            fail();
        }

        @Override
        public void flush() throws IOException {
            fail();
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
