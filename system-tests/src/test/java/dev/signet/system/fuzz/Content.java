package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A body before it is known which ids there are. */
sealed interface Content {
    Content NOTHING = new Text("");

    byte[] bytes(Pools pools);

    record Text(String text) implements Content {
        @Override
        public byte[] bytes(Pools pools) {
            return pools.resolve(text).getBytes(UTF_8);
        }

        @Override
        public String toString() {
            return text.length() <= 300 ? text : text.substring(0, 300) + "…";
        }
    }

    /**
     * A framed set of signatures.
     *
     * @param claimed what the end mark says of their count; none when negative
     */
    record Frames(String head, List<Frame> frames, int claimed) implements Content {
        @Override
        public byte[] bytes(Pools pools) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                write(out, 0, pools.resolve(head).getBytes(UTF_8));
                for (var frame : frames) {
                    write(out, frame.recordId, new byte[frame.length]);
                }
                if (claimed >= 0) {
                    out.writeLong(-1);
                    out.writeInt(4);
                    out.writeInt(claimed);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private static void write(DataOutputStream out, long id, byte[] content) throws IOException {
            out.writeLong(id);
            out.writeInt(content.length);
            out.write(content);
        }
    }

    record Frame(long recordId, int length) {}
}
