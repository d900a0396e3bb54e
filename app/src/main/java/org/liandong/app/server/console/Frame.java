package org.liandong.app.server.console;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Money;
import org.liandong.app.Texts;

/// What every page has around its content: language, reader, address.
///
/// @param texts   those of the reader's language
/// @param section the tab that is marked, or empty
/// @param address path and query of this page
/// @param reader  who reads
/// @param assets  addresses of style and script
public record Frame(Texts texts, String section, String address, Reader reader, Assets assets) {

    /// Who reads a page.
    ///
    /// @param name          as people call them; null for nobody
    /// @param officer       may answer tasks
    /// @param auditor       may read everything
    /// @param books         may see the books, and accounts in them
    /// @param uploads       may upload documents
    /// @param applicant     may follow own cases
    /// @param administrator may make accounts and keys
    /// @param csrfName      name of the form field that shows that a form is ours
    /// @param csrfToken     its value; empty where none is needed
    public record Reader(
            @Nullable String name,
            boolean officer,
            boolean auditor,
            boolean books,
            boolean uploads,
            boolean applicant,
            boolean administrator,
            String csrfName,
            String csrfToken) {

        /// Whether the pages of the office are theirs.
        public boolean worksHere() {
            return officer || auditor;
        }

        /// Whether there are cases that they may see.
        public boolean seesCases() {
            return worksHere() || applicant;
        }

        /// Somebody of whom nothing is known.
        public static final Reader NOBODY =
                new Reader(null, false, false, false, false, false, false, "_csrf", "");
    }

    /// A tab or link of the frame.
    public record Tab(String section, String address, String word) {}

    public String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    public String word(String group, String name) {
        return texts.word(group, name);
    }

    public String language() {
        return texts.locale().getLanguage().equals("zh") ? "zh-CN" : "en";
    }

    public boolean chinese() {
        return texts.locale().getLanguage().equals("zh");
    }

    /// Whether what happens is told to pages as it happens.
    public boolean follows() {
        return reader.worksHere();
    }

    /// The same page in the other language.
    public String otherLanguage() {
        return "/language?to=" + (chinese() ? "en" : "zh") + "&back=" + Links.query(address);
    }

    /// What people do every day.
    public List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("today", "/", get("page.tab.today")));
        // Nobody is known on the page of an error that a filter has found.
        if (reader.seesCases() || reader.name() == null) {
            tabs.add(new Tab("cases", "/cases", get("page.tab.cases")));
        }
        if (reader.worksHere()) {
            tabs.add(new Tab("tasks", "/tasks", get("page.tab.tasks")));
            if (reader.books()) {
                tabs.add(new Tab("books", "/books", get("page.tab.books")));
            }
            tabs.add(new Tab("clocks", "/clocks", get("page.tab.clocks")));
            tabs.add(new Tab("messages", "/messages", get("page.tab.messages")));
        }
        return tabs;
    }

    /// What they look up now and then.
    public List<Tab> shelf() {
        List<Tab> shelf = new ArrayList<>();
        if (reader.uploads()) {
            shelf.add(new Tab("upload", "/upload", get("page.tab.upload")));
        }
        shelf.add(new Tab("rules", "/rules", get("page.tab.rules")));
        shelf.add(new Tab("services", "/services", get("page.tab.services")));
        if (reader.worksHere()) {
            shelf.add(new Tab("trail", "/trail", get("page.tab.trail")));
        }
        if (reader.administrator()) {
            shelf.add(new Tab("admin", "/admin", get("page.tab.admin")));
        }
        return shelf;
    }

    public String time(Instant at) {
        return Texts.time(at);
    }

    public String machineTime(Instant at) {
        return at.toString();
    }

    public LocalDate day(Instant at) {
        return Texts.day(at);
    }

    public String span(Duration span) {
        return texts.span(span);
    }

    public String count(long number) {
        return Texts.count(number);
    }

    public String money(String asset, BigInteger minor) {
        return Money.text(asset, minor);
    }

    /// An account as it is shown: what a person's hash says is said by its beginning.
    public String account(String name) {
        return Accounts.shown(name);
    }
}
