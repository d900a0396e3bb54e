package org.liandong.kernel;

/// The key of a case within its service, readable and stable, such as `EBP1/ORD42`.
public record CaseKey(String value) {

    public CaseKey {
        Require.text(value, "key of a case");
    }

    @Override
    public String toString() {
        return value;
    }
}
