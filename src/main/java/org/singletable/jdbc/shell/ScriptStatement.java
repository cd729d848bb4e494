package org.singletable.jdbc.shell;

/**
 * One statement or shell command of a script.
 *
 * @param text without the semicolon that ended it; never blank
 * @param line line of its first character that is neither blank nor comment, from 1
 */
record ScriptStatement(String text, int line) {
    /** Whether it is for the shell, not for the database. */
    boolean isCommand() {
        return text.startsWith("!");
    }
}
