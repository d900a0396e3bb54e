package org.liandong.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.liandong.engine.Views.CaseLine;
import org.liandong.kernel.ledger.Account;

/// Lines of lists for programs. Names of their fields are a contract, of the command line and of the API alike.
public final class ListJson {

    private ListJson() {}

    /// A case in a list.
    public static Map<String, Object> of(CaseLine line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", line.service());
        json.put("case", line.key());
        json.put("status", line.status());
        if (!line.owner().isEmpty()) {
            json.put("owner", line.owner());
        }
        json.put("openedAt", line.openedAt());
        json.put("changedAt", line.changedAt());
        return json;
    }

    /// An account; amounts are decimal text in its own unit.
    public static Map<String, Object> of(Account account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", account.name());
        json.put("asset", account.asset());
        json.put("balance", Money.amount(account.asset(), account.posted()));
        json.put("held", Money.amount(account.asset(), account.reservedOut()));
        json.put("available", Money.amount(account.asset(), account.available()));
        json.put("expected", Money.amount(account.asset(), account.reservedIn()));
        json.put("state", account.state().name().toLowerCase(Locale.ROOT));
        json.put("openedOn", account.openedOn());
        return json;
    }

    /// An amount of an asset as decimal text in its own unit.
    public static Object amount(String asset, java.math.BigInteger minor) {
        return Money.amount(asset, minor);
    }
}
