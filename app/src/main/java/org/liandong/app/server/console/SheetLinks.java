package org.liandong.app.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.app.Texts;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.sheets.SheetWords;

/// Ways to the pages that services bring, for one reader.
public record SheetLinks(ServicePages pages, Caller caller, Texts texts) {

    /// The pages of a service.
    public List<Frame.Tab> of(String service) {
        return pages.seenBy(caller, service).stream().map(page -> tab(page, Map.of())).toList();
    }

    /// The pages that tell of a case.
    public List<Frame.Tab> about(String service, String key) {
        List<Frame.Tab> tabs = new ArrayList<>();
        for (ServicePages.Page page : pages.seenBy(caller, service)) {
            Map<String, String> arguments = page.about(key);
            if (!arguments.isEmpty()) {
                tabs.add(tab(page, arguments));
            }
        }
        return tabs;
    }

    private Frame.Tab tab(ServicePages.Page page, Map<String, String> arguments) {
        return new Frame.Tab(
                page.name(),
                SheetWords.address(page.service(), page.name(), arguments),
                texts.get(page.word("title")));
    }
}
