package org.liandong.kernel;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something limited that a service keeps for owners and that people watch, such as the quota of guarantees, by the names of its
/// accounts. What is granted to an owner comes from a boundary account, so that all other accounts of the owner together are what
/// the boundary gave, however many cases stand on it.
///
/// Each name here is how names begin; the owner follows. Where `accounts` is `guarantee/`, the owner G7 has left what is in
/// `guarantee/G7/free`.
///
/// @param granted  begins the names of the boundary accounts, each of them minus what was granted
/// @param accounts begins the names of the other accounts
/// @param owing    what follows the owner in names of accounts that are neither free nor in use: there is owed what was taken back
/// @param caseKey  begins the key of the owner's case
/// @param end      begins the name of that case's clock that ends new use
/// @param uses     by whom it is in use
public record Quotas(
        String granted,
        String accounts,
        Set<String> owing,
        String caseKey,
        String end,
        List<Use> uses) {

    public Quotas {
        owing = Set.copyOf(owing);
        uses = List.copyOf(uses);
    }

    /// Accounts of one kind of user, each of which holds what one case uses.
    ///
    /// @param under   what follows the owner in their names; the user follows
    /// @param caseKey begins the key of the user's case; where it is not empty, the service has the word `use.<under>`
    public record Use(String under, String caseKey) {}

    /// The account that has what is left.
    public String free(String owner) {
        return account(owner, "free");
    }

    /// Whose quota a case uses that has this account of its own; null when it is no such account.
    public @Nullable String ownerOfUse(String account) {
        if (!account.startsWith(accounts)) {
            return null;
        }
        String rest = account.substring(accounts.length());
        int slash = rest.indexOf('/');
        boolean used =
                slash > 0
                        && uses.stream()
                                .filter(use -> use.caseKey().isEmpty())
                                .anyMatch(use -> rest.startsWith(use.under() + "/", slash + 1));
        return used ? rest.substring(0, slash) : null;
    }

    /// An account of an owner.
    public String account(String owner, String name) {
        return accounts + owner + "/" + name;
    }
}
