using System.Globalization;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Says how much of a range each daemon was watched.</summary>
internal sealed class RangeCoverage(HistoryReader history, HistoryAnswers failures, TimeProvider time)
{
    /// <summary>A fact for each daemon.</summary>
    /// <param name="sources">The daemons.</param>
    /// <param name="from">Where the range begins; null if it has no beginning, which no part of it can be measured by.</param>
    /// <param name="to">Where it ends; null means now.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyList<ExportFact>> OfAsync(IReadOnlyList<string> sources, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (from is not { } begin)
        {
            return [new ExportFact("Coverage", "unknown: the range has no beginning")];
        }

        var facts = new List<ExportFact>();
        var end = to ?? time.GetUtcNow();
        foreach (var source in sources)
        {
            facts.Add(new ExportFact($"Coverage of {source}", await TextOfAsync(source, begin, end, cancellationToken).ConfigureAwait(false)));
        }

        return facts;
    }

    /// <summary>A share of a range in words.</summary>
    public static string Text(double seenPercent) => string.Create(CultureInfo.InvariantCulture, $"watched for {seenPercent:0.0} % of the range");

    private async Task<string> TextOfAsync(string source, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        try
        {
            var query = new HistoryQuery([source], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), 1, []);
            var (answers, _) = await history.ReadAsync(query, cancellationToken).ConfigureAwait(false);
            return Text(answers[0].SeenPercent);
        }
        catch (Exception exception) when (failures.RefusalOf(exception) is not null)
        {
            return "unknown: the store of history cannot be read now";
        }
    }
}
