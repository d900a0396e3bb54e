package org.liandong.kernel.page;

import java.util.List;
import java.util.Map;

/// A page that tells of one case, asked for by the number that its key ends in.
///
/// Besides the words of every page it needs `sheet.<page>.which`, said without a number, and `sheet.<page>.unknown`, said of a number that
/// no case has.
///
/// @param <S> the state of the service's cases
/// @param <C> the state of those that it tells of
public abstract class CasePage<S, C extends S> implements ServicePage<S> {

    private final String name;
    private final String parameter;
    private final String prefix;
    private final Class<C> type;

    /// @param parameter the number
    /// @param prefix    of the keys of its cases; the number follows
    protected CasePage(String name, String parameter, String prefix, Class<C> type) {
        this.name = name;
        this.parameter = parameter;
        this.prefix = prefix;
        this.type = type;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Parameter> parameters() {
        return List.of(Parameter.text(parameter));
    }

    @Override
    public final Map<String, String> about(String caseKey) {
        return caseKey.startsWith(prefix)
                ? Map.of(parameter, caseKey.substring(prefix.length()))
                : Map.of();
    }

    @Override
    public final Sheet show(Arguments arguments, Reading<S> reading) {
        String number = arguments.text(parameter);
        if (number.isEmpty()) {
            return Sheet.of(said("which"));
        }
        S state = reading.state(prefix + number);
        return type.isInstance(state)
                ? show(type.cast(state), reading)
                : Sheet.wrong(said("which"), parameter, said("unknown", Cell.text(number)));
    }

    private Cell.Said said(String word, Cell... arguments) {
        return Cell.said("sheet." + name + "." + word, arguments);
    }

    /// What there is to tell of a case.
    protected abstract Sheet show(C of, Reading<S> reading);
}
