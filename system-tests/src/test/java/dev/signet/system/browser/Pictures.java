package dev.signet.system.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** What pages looked like, kept where {@code -Dsignet.screenshots=DIR} says; some of them are in the README. */
final class Pictures {
    private static final String DIR = System.getProperty("signet.screenshots", "");

    /** As much as the window shows. */
    static void window(Page page, String name) {
        take(page, name, false);
    }

    /** From top to bottom. */
    static void whole(Page page, String name) {
        take(page, name, true);
    }

    private static void take(Page page, String name, boolean whole) {
        if (!DIR.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(DIR, name + ".png"))
                    .setFullPage(whole));
        }
    }

    private Pictures() {}
}
