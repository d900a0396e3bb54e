package org.liandong.kernel;

/// A number by which facts of a case can be found that do not carry the case's own key.
///
/// An identifier has at most one claimant. A second claim is refused and says who holds it.
///
/// @param scheme what kind of number it is, such as `waybill`
/// @param value  the number, made unique within the scheme, such as `carrier/number`
public record Identifier(String scheme, String value) {

    public Identifier {
        Require.text(scheme, "scheme of an identifier");
        Require.text(value, "value of an identifier");
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
