using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Reads figures of daemons, as the page does, each daemon by itself.</summary>
internal sealed class FigureHistory(HistoryReader reader)
{
    private const int Points = 240;

    /// <summary>The figures of some daemons over a range, in their order.</summary>
    public async Task<IReadOnlyList<HistoryResponse>> ReadAsync(IEnumerable<string> sources, IReadOnlyCollection<string> figures, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = new List<HistoryResponse>();
        foreach (var source in sources)
        {
            var query = new HistoryQuery([source], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), Points, figures);
            var (answers, _) = await reader.ReadAsync(query, cancellationToken).ConfigureAwait(false);
            found.AddRange(answers);
        }

        return found;
    }
}
