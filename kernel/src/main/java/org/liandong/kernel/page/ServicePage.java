package org.liandong.kernel.page;

import java.util.List;
import java.util.Map;

/// A page of a service: what it tells of cases and books together, such as the stock of a yard. It changes nothing.
///
/// Its words have the group `sheet` and begin with its name: `sheet.<page>.title` and `sheet.<page>.about` (what it is for),
/// `sheet.<page>.<name>` for its parameters, figures, tables and columns, with `….hint` for what is said below a parameter.
///
/// @param <S> the state of the service's cases
public interface ServicePage<S> {

    /// Lower-case name, part of its address.
    String name();

    /// What it asks for, in the order in which it is asked.
    default List<Parameter> parameters() {
        return List.of();
    }

    /// The arguments under which the page tells of a case; empty when it tells nothing of one.
    default Map<String, String> about(String caseKey) {
        return Map.of();
    }

    /// The sheet. Pure: the same arguments and cases give the same.
    Sheet show(Arguments arguments, Reading<S> reading);
}
