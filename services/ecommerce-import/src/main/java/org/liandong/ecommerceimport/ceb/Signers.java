package org.liandong.ecommerceimport.ceb;

import java.security.cert.X509Certificate;

/// Shows the holder of a certificate without betraying the person: the cards of customs hold names and identity numbers.
final class Signers {

    // From here on a run of digits may be a telephone or an identity number; registration codes of
    // enterprises are shorter.
    private static final int NUMBER_MIN = 11;

    private Signers() {}

    static SignatureResult.Signer of(X509Certificate certificate) {
        return new SignatureResult.Signer(
                certificate.getSerialNumber().toString(16),
                withoutPersons(certificate.getSubjectX500Principal().getName()),
                Shown.shortened(certificate.getIssuerX500Principal().getName()));
    }

    static String withoutPersons(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        int i = 0;
        while (i < name.length()) {
            int end = i;
            while (end < name.length() && isNumberCharacter(name.charAt(end))) {
                end++;
            }
            if (end - i >= NUMBER_MIN) {
                shown.append(Shown.masked(name.substring(i, end)));
                i = end;
                continue;
            }
            end = i;
            while (end < name.length() && Character.isIdeographic(name.charAt(end))) {
                end++;
            }
            if (end - i >= 2 && end - i <= 4) {
                // Two to four characters are a name of a person; enterprises and authorities have
                // longer ones.
                shown.append(Shown.masked(name.substring(i, end)));
                i = end;
                continue;
            }
            end = Math.max(end, i + 1);
            shown.append(name, i, end);
            i = end;
        }
        return shown.toString();
    }

    private static boolean isNumberCharacter(char c) {
        return (c >= '0' && c <= '9') || c == 'X' || c == 'x';
    }
}
