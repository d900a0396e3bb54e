package org.liandong.importrefund;

/// The number of a tax payment book (海关专用缴款书): the 18 digits of the declaration, a separator, a letter for the tax, two digits.
///
/// Digits 1 to 4 are the customs office, 5 to 8 the year, 9 is 1 for import. The letter is L for import VAT (read in a secondary
/// text), A for duty and Y for consumption tax (recalled). The separator is written in three ways: books are the same when they
/// differ in it only (a default of ours).
final class BookNumber {

    /// What a number of import VAT looks like.
    static final String VAT_FORM = "^\\d{8}1\\d{9}[-/*]L\\d{2}$";

    private static final int LENGTH = 22;
    private static final int SEPARATOR = 18;
    private static final int LETTER = 19;
    private static final int DIRECTION = 8;
    private static final String OFFICES_OWN = "-";

    private BookNumber() {}

    /// The tax that a book is about.
    enum Tax {
        DUTY('A', "duty"),
        CONSUMPTION('Y', "consumption tax"),
        VAT('L', "import VAT");

        private final char letter;
        private final String words;

        Tax(char letter, String words) {
            this.letter = letter;
            this.words = words;
        }

        /// As the decision tables call it.
        String words() {
            return words;
        }
    }

    /// Whether the number is one of import VAT: the same as [#VAT_FORM], without its cost.
    static boolean isVat(String number) {
        return hasForm(number) && number.charAt(DIRECTION) == '1' && number.charAt(LETTER) == 'L';
    }

    /// Whether the number is one of a payment book: import VAT of an import, duty or consumption tax of either direction.
    static boolean isBook(String number) {
        if (!hasForm(number)) {
            return false;
        }
        char letter = number.charAt(LETTER);
        char direction = number.charAt(DIRECTION);
        return letter == 'L'
                ? direction == '1'
                : (letter == 'A' || letter == 'Y') && (direction == '1' || direction == '0');
    }

    private static boolean hasForm(String number) {
        if (number.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = number.charAt(i);
            boolean holds =
                    switch (i) {
                        case SEPARATOR -> c == '-' || c == '/' || c == '*';
                        case LETTER -> true;
                        default -> c >= '0' && c <= '9';
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /// The number as it is compared: with one kind of separator. What has not the form stays as it is.
    static String same(String number) {
        return hasForm(number) && number.charAt(SEPARATOR) != '-'
                ? number.substring(0, SEPARATOR) + OFFICES_OWN + number.substring(LETTER)
                : number;
    }

    /// The tax that a book of that number is about.
    ///
    /// @throws IllegalArgumentException when it is no number of a book
    static Tax tax(String number) {
        if (isBook(number)) {
            for (Tax tax : Tax.values()) {
                if (tax.letter == number.charAt(LETTER)) {
                    return tax;
                }
            }
        }
        throw new IllegalArgumentException(
                "'%s' is no number of a payment book.".formatted(number));
    }

    /// The declaration that the tax was paid for.
    static String declaration(String number) {
        return number.substring(0, SEPARATOR);
    }
}
