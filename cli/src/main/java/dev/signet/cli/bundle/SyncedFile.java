package dev.signet.cli.bundle;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A new file whose bytes are on the disk once it is closed, so that a name given to it afterwards never stands for less. */
final class SyncedFile extends FilterOutputStream {
    private final FileChannel channel;

    private SyncedFile(FileChannel channel) {
        super(Channels.newOutputStream(channel));
        this.channel = channel;
    }

    static OutputStream create(Path file) throws IOException {
        return new SyncedFile(FileChannel.open(file, CREATE_NEW, WRITE));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.force(true);
            }
        }
    }
}
