using System.Buffers;
using System.Text;
using FlextMonitor.Hub.RunLogs.Files;
using FlextMonitor.Hub.RunLogs.Reading;

namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>The lines of a log that match a query. It remembers how far it has looked, so that a log that grows is not searched again from its beginning.</summary>
internal sealed class RunLogMatches(RunLogQuery query)
{
    /// <summary>After how many lines is looked whether the caller has left.</summary>
    private const int CheckEvery = 4096;

    private readonly Lock _gate = new();
    private readonly List<int> _numbers = [];
    private readonly byte[]? _stream = query.Stream is { } stream ? Encoding.UTF8.GetBytes(stream) : null;
    private long _place;
    private int _searched;
    private bool _isSevere;

    public RunLogQuery Query => query;

    /// <summary>Finds the lines of a log as it is now.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">The pattern takes too long.</exception>
    public FoundLines Find(RunLog log, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var (stored, unstored) = log.ReadAt(_place);
            using (stored)
            {
                if (stored is not null)
                {
                    SearchStored(stored, cancellationToken);
                }
            }

            var severe = _isSevere;
            List<RunLogLine> others = [.. unstored.Where(line => line.Number > _searched)];
            return new FoundLines([.. _numbers, .. others.Where(line => IsMatch(line, ref severe)).Select(line => (int)line.Number)], _searched + others.Count);
        }
    }

    private void SearchStored(RecordReader stored, CancellationToken cancellationToken)
    {
        var room = ArrayPool<char>.Shared.Rent(1024);
        try
        {
            while (stored.Next())
            {
                if (stored.Current.Length > room.Length)
                {
                    ArrayPool<char>.Shared.Return(room);
                    room = ArrayPool<char>.Shared.Rent(stored.Current.Length);
                }

                var isMatch = IsSevere(RecordFormat.LevelOf(stored.Current)) && IsOfStream(stored.Current) && (query.Text.Length == 0 || query.Matches(RecordFormat.MessageOf(stored.Current, room)));
                _place = stored.Position;
                _searched++;
                if (isMatch)
                {
                    _numbers.Add(_searched);
                }

                if (_searched % CheckEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(room);
        }
    }

    // A line without a level belongs to the line before it, as those of a traceback do.
    private bool IsSevere(ReadOnlySpan<byte> level)
    {
        if (query.Least is not { } least)
        {
            return true;
        }

        if (Severities.OfStored(level) is { } severity)
        {
            _isSevere = severity >= least;
        }

        return _isSevere;
    }

    private bool IsOfStream(ReadOnlySpan<byte> record) => _stream is null || RecordFormat.StreamOf(record).SequenceEqual(_stream);

    private bool IsMatch(RunLogLine line, ref bool isSevere)
    {
        if (query.Least is { } least && line.Line.Level is { } level && Severities.OfStored(Encoding.UTF8.GetBytes(level)) is { } severity)
        {
            isSevere = severity >= least;
        }

        return (query.Least is null || isSevere) && (query.Stream is null || line.Line.Stream == query.Stream) && query.Matches(line.Line.Message);
    }
}
