using FlextMonitor.Testing;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>What axe-core finds on a page as it stands.</summary>
internal static class Accessibility
{
    private const string Run = """
        async (rules) => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
          const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
          const { passes, violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
          const words = violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target, html, any }) => `${id}: ${help} at ${target.join(' ')}: ${html.slice(0, 200)} ${any.map(({ message }) => message).join('; ')}`));
          const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
          words.push(...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `duplicate-id: two elements have the id ${id}`));
          return { rulesPassed: passes.length, violations: words };
        }
        """;

    /// <summary>Those of its rules whose answer depends on the colours of the page.</summary>
    private static readonly string[] ColourRules = ["color-contrast", "link-in-text-block"];

    private static readonly Lazy<string> Source = new(Read);

    /// <summary>Looks for violations of WCAG 2.2 A and AA and of axe's best practices, and for ids that two elements have, which axe leaves to people.</summary>
    /// <param name="page">As it stands.</param>
    /// <param name="coloursAlone">Asks for what depends on colours alone, where the same page was inspected whole in others.</param>
    public static async Task<AccessibilityReport> InspectAsync(IPage page, bool coloursAlone = false)
    {
        // Half a megabyte, so once for each document; by the debugger, which the page's policy does not bind.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
        {
            await page.EvaluateAsync($"() => {{ {Source.Value} }}");
        }

        return await page.EvaluateAsync<AccessibilityReport>(Run, coloursAlone ? ColourRules : null);
    }

    private static string Read()
    {
        var path = Path.Combine(Repository.Web, "App", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new InvalidOperationException($"axe-core is not at {path}: run 'npm ci' in src/Web/App.");
    }
}
