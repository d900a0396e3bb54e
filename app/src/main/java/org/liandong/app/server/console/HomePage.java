package org.liandong.app.server.console;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.kernel.ServiceModule;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page at the door: which services run here.
@RestController
class HomePage {

    private final TemplateEngine templates;

    HomePage(TemplateEngine templates) {
        this.templates = templates;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home(Locale locale) {
        StringOutput page = new StringOutput();
        List<String> services = Wiring.services().stream().map(ServiceModule::name).toList();
        templates.render("home.jte", Map.of("texts", Texts.of(locale), "services", services), page);
        return page.toString();
    }
}
