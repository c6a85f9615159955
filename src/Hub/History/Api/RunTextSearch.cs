using System.Diagnostics.CodeAnalysis;
using System.Text;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Finds the newest runs that contain a text, by the index of text where the provider has one for it.</summary>
internal sealed class RunTextSearch(HistoryDbContext context)
{
    /// <summary>So many of the newest runs are compared one by one first. A text that stands in many runs is found there at once.</summary>
    private const int ComparedFirst = 2_000;

    /// <summary>The newest runs.</summary>
    /// <param name="runs">Where to search.</param>
    /// <param name="text">The text; null finds all.</param>
    /// <param name="most">The most runs to return.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The newest first.</returns>
    public async Task<List<RunRow>> FindAsync(IQueryable<RunRow> runs, string? text, int most, CancellationToken cancellationToken)
    {
        if (text is null || context.RunsByText(text) is not { } byText)
        {
            return await NewestAsync(text is null ? runs : Containing(runs, text), most, cancellationToken).ConfigureAwait(false);
        }

        if (Ascii.IsValid(text))
        {
            var newest = await NewestAsync(Containing(InOrder(runs).Take(ComparedFirst), text), most, cancellationToken).ConfigureAwait(false);
            if (newest.Count == most)
            {
                return newest;
            }
        }

        return await NewestAsync(runs.Where(run => byText.Contains(run.Id)), most, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<RunRow>> NewestAsync(IQueryable<RunRow> runs, int most, CancellationToken cancellationToken)
    {
        var newest = new List<RunRow>();
        await foreach (var run in InOrder(runs).Take(most).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            newest.Add(run);
            RowYield.After(newest.Count);
        }

        return newest;
    }

    private static IOrderedQueryable<RunRow> InOrder(IQueryable<RunRow> runs) => runs.OrderByDescending(run => run.SortAt).ThenByDescending(run => run.Id);

    [SuppressMessage("Performance", "CA1862:Use the 'StringComparison' method overloads to perform case-insensitive string comparisons", Justification = "EF translates ToLower, and no overload with a comparison.")]
    private IQueryable<RunRow> Containing(IQueryable<RunRow> runs, string text)
    {
        if (!Ascii.IsValid(text) && context.FoldsAsciiOnly)
        {
            // Such a text is too short for the index, so it has few forms.
            var forms = FormsOf(text);
            return runs.Where(run => forms.Any(form => run.PipelineName.ToLower().Contains(form) || run.PipelineId.ToLower().Contains(form) || run.ExecutionId.ToLower().Contains(form) || run.Error!.ToLower().Contains(form)));
        }

        var lower = text.ToLowerInvariant();
        return runs.Where(run => run.PipelineName.ToLower().Contains(lower)
            || run.PipelineId.ToLower().Contains(lower)
            || run.ExecutionId.ToLower().Contains(lower)
            || run.Error!.ToLower().Contains(lower));
    }

    // What the text may look like where only the letters of ASCII were made small.
    private static List<string> FormsOf(string text) => text.EnumerateRunes().Aggregate<Rune, List<string>>(
        [""],
        (forms, rune) => [.. forms.SelectMany(form => new[] { form + Rune.ToLowerInvariant(rune), form + (rune.IsAscii ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune)) }).Distinct()]);
}
