package dev.signet.console.page;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Thymeleaf for this context alone: Boot's auto-configuration would take hold in every service that shares the class path. */
@Configuration(proxyBeanMethods = false)
class Templates {
    @Bean
    SpringTemplateEngine templateEngine() {
        var files = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        files.setPrefix("console/templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        return engine;
    }

    @Bean
    ViewResolver pages(SpringTemplateEngine engine) {
        var pages = new ThymeleafViewResolver();
        pages.setTemplateEngine(engine);
        pages.setCharacterEncoding(StandardCharsets.UTF_8.name());
        pages.setContentType("text/html;charset=UTF-8");
        return pages;
    }
}
