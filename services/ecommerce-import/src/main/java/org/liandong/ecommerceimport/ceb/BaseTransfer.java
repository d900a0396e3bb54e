package org.liandong.ecommerceimport.ceb;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which enterprise transmits a request, and from which mailbox of the data exchange platform.
///
/// @param copCode customs registration code or identifier of the enterprise, 1 to 18 characters
/// @param copName its name, up to 100 characters
/// @param dxpMode always `DXP`
/// @param dxpId its number at the data exchange platform, up to 30 characters
/// @param note remark, up to 1000 characters, empty if there is none
public record BaseTransfer(
        String copCode, String copName, String dxpMode, String dxpId, String note) {

    /// A transmission through the data exchange platform without a remark.
    public static BaseTransfer of(String copCode, String copName, String dxpId) {
        return new BaseTransfer(copCode, copName, "DXP", dxpId, "");
    }

    static BaseTransfer of(Row row) {
        Map<String, String> values = row.toMap();
        return new BaseTransfer(
                values.getOrDefault("copCode", ""),
                values.getOrDefault("copName", ""),
                values.getOrDefault("dxpMode", ""),
                values.getOrDefault("dxpId", ""),
                values.getOrDefault("note", ""));
    }

    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("copCode", copCode);
        map.put("copName", copName);
        map.put("dxpMode", dxpMode);
        map.put("dxpId", dxpId);
        map.put("note", note);
        return map;
    }
}
