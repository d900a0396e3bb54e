package org.liandong.ecommerceimport.ceb;

/// What can be wrong with a message. The codes are part of the interface: they are never renamed nor used for something else.
public enum ProblemCode {
    // The whole message cannot be read.
    EMPTY("EMPTY"),
    OVERSIZE("OVERSIZE"),
    ENCODING("ENCODING"),
    NOT_WELL_FORMED("NOT-WELL-FORMED"),
    TRUNCATED("TRUNCATED"),
    DTD("DTD"),
    TOO_DEEP("TOO-DEEP"),
    TOO_MANY_ATTRIBUTES("TOO-MANY-ATTRIBUTES"),
    TAG_TOO_LONG("TAG-TOO-LONG"),
    TOO_MANY_UNKNOWN("TOO-MANY-UNKNOWN"),
    NOT_CEB("NOT-CEB"),
    NO_NODES("NO-NODES"),
    TOO_MANY_NODES("TOO-MANY-NODES"),
    NO_DATA("ENVELOPE-NO-DATA"),
    NOT_BASE64("ENVELOPE-NOT-BASE64"),

    // One node, or one of the common blocks, is wrong.
    MISSING("CEB-MISSING"),
    EMPTY_ELEMENT("CEB-EMPTY"),
    LENGTH("CEB-LENGTH"),
    INTEGER("CEB-INTEGER"),
    DECIMAL("CEB-DECIMAL"),
    DUPLICATE("CEB-DUPLICATE"),
    NESTED("CEB-NESTED"),
    TOO_MANY_LINES("CEB-TOO-MANY-LINES"),
    MORE("CEB-MORE"),

    // Accepted, but not as the specification has it.
    UNKNOWN_ELEMENT("CEB-UNKNOWN-ELEMENT"),
    STRAY_TEXT("CEB-STRAY-TEXT"),
    GUID("CEB-GUID"),
    VERSION("CEB-VERSION"),
    NAMESPACE("CEB-NAMESPACE"),
    NO_TRANSFER("CEB-NO-TRANSFER"),
    MESSAGE_TYPE("ENVELOPE-MESSAGE-TYPE");

    private final String code;

    ProblemCode(String code) {
        this.code = code;
    }

    /// The code as it is shown: `CEB-MISSING`.
    public String code() {
        return code;
    }
}
