package org.liandong.app.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The pages for people.
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {

    /// The templates, which the build has compiled.
    @Bean
    TemplateEngine templates() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    HomePage homePage(TemplateEngine templates) {
        return new HomePage(templates);
    }
}
