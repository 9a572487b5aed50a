package dev.signet.console.page;

/** What was typed cannot be looked for; the message says how to. */
final class NotASearch extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotASearch(String whatToDo) {
        super(whatToDo);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
