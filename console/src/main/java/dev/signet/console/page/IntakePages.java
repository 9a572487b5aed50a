package dev.signet.console.page;

import dev.signet.console.page.Views.IntakeType;
import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What came as messages, masked as it is stored, the newest first. */
@Controller
class IntakePages {
    private final Upstreams upstreams;

    IntakePages(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @GetMapping("/intake")
    String intake(@ModelAttribute("query") IntakeQuery query, Model model) {
        var types = upstreams
                .read(Upstream.COLLECTION, "/api/v1/intake", Views.IntakeTypes.class)
                .items();
        var name = query.type() == null ? busiest(types) : query.type();
        var counts = types.stream().filter(type -> type.type().equals(name)).findFirst();
        var search = counts.map(IntakeType::search);
        var rows = upstreams.read(Upstream.COLLECTION, query.path(name), Views.IntakeRows.class);
        model.addAttribute("types", types);
        model.addAttribute("typeName", name);
        model.addAttribute("counts", counts.orElse(null));
        model.addAttribute("userField", search.map(Views.SearchFields::user).orElse(""));
        model.addAttribute("deviceField", search.map(Views.SearchFields::device).orElse(""));
        model.addAttribute(
                "table",
                IntakeTable.of(
                        rows.items(), search.map(Views.SearchFields::time).orElse(null), query.group()));
        model.addAttribute("next", rows.next());
        return "intake";
    }

    private static String busiest(List<IntakeType> types) {
        return types.stream()
                .max(Comparator.comparingLong(IntakeType::received))
                .map(IntakeType::type)
                .orElse("login");
    }
}
