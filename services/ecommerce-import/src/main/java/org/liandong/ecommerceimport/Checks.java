package org.liandong.ecommerceimport;

/// Checks of this service: texts are compared as the format wants it.
final class Checks extends org.liandong.kernel.Checks {

    void text(
            String rule,
            String left,
            String leftText,
            String right,
            String rightText,
            String code) {
        add(rule, Texts.same(leftText, rightText), left, leftText, right, rightText, code);
    }
}
