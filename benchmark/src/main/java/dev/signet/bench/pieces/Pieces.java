package dev.signet.bench.pieces;

import java.util.Arrays;
import org.openjdk.jmh.Main;

/** {@code signet bench pieces}: JMH over this package, with JMH's own options. */
public final class Pieces {
    private static final String[] ALL = {"dev\\.signet\\..*Benchmark"};

    private Pieces() {}

    /** @param args JMH's; without a pattern among them, all pieces are measured */
    public static void run(String... args) throws Exception {
        var named = Arrays.stream(args).anyMatch(arg -> arg.contains("Benchmark"));
        var all = named ? args : Arrays.copyOf(args, args.length + 1);
        if (!named) {
            all[args.length] = ALL[0];
        }
        Main.main(all);
    }
}
