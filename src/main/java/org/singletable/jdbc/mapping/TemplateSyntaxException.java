package org.singletable.jdbc.mapping;

/** A template that cannot be compiled; the loader turns it into a {@link MappingException.Problem} with its place. */
final class TemplateSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateSyntaxException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
