package dev.signet.system;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which metrics the expressions in a dashboard or in rules ask for. */
final class MetricNames {
    private static final Pattern EXPRESSION = Pattern.compile("\"?expr\"?: *(.*)");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");
    private static final Pattern SELECTION = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("\\w+=\"[^\"]*\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless");

    static Set<String> askedForIn(String file) {
        var names = new TreeSet<String>();
        EXPRESSION.matcher(file).results().forEach(expression -> names.addAll(names(expression.group(1))));
        names.removeAll(WORDS);
        return names;
    }

    /** A series that an expression asks for by the value of a label, as {@code state="free"}. */
    record Selected(String metric, String label) {}

    static Set<Selected> labelsAskedForIn(String file) {
        var asked = new HashSet<Selected>();
        for (var selection :
                SELECTION.matcher(file.replace("\\\"", "\"")).results().toList()) {
            LABEL.matcher(selection.group(2))
                    .results()
                    .forEach(label -> asked.add(new Selected(selection.group(1), label.group())));
        }
        return asked;
    }

    private static List<String> names(String expression) {
        var text = expression.replace("\\\"", "'").replaceFirst("^\"(.*)\",?$", "$1");
        for (var noise : List.of(SELECTOR, STRING, GROUPING)) {
            text = noise.matcher(text).replaceAll(" ");
        }
        return NAME.matcher(text).results().map(MatchResult::group).toList();
    }

    private MetricNames() {}
}
