package dev.signet.bench.pieces;

import java.util.Arrays;
import org.openjdk.jmh.Main;

/** {@code signet bench pieces}: JMH over this package, with JMH's own options. */
public final class Pieces {
    private static final String PARTS_OF_A_BATCH = "\\.(Signing|Framing|Storing)Benchmark";

    private Pieces() {}

    /** @param args JMH's; without a pattern among them, signing, framing and storing a batch are measured, which takes eight minutes */
    public static void run(String... args) throws Exception {
        var named = Arrays.stream(args).anyMatch(arg -> arg.contains("Benchmark"));
        var all = named ? args : Arrays.copyOf(args, args.length + 1);
        if (!named) {
            all[args.length] = PARTS_OF_A_BATCH;
        }
        Main.main(all);
    }
}
