package fi.rekisterihub.cli;

/** A setting that nothing reads: most likely a slip of the pen, and the value that was meant is not in force. */
final class UnknownSetting extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnknownSetting(String message) {
        super(message);
    }
}
