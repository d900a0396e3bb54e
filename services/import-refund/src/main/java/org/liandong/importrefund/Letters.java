package org.liandong.importrefund;

import java.util.regex.Pattern;

/// Letters of verification between tax office and customs (税总发〔2013〕76号).
final class Letters {

    /// 11 digits of the tax office, 发, the year, four digits.
    static final String FORM = "^\\d{11}发\\d{8}$";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private Letters() {}

    static boolean hasForm(String letterNo) {
        return PATTERN.matcher(letterNo).matches();
    }
}
