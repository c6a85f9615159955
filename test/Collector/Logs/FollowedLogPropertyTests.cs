using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Sources;
using FlextMonitor.Proto;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>For any log of many equal lines and any breaks, the subscriber receives exactly the log.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class FollowedLogPropertyTests
{
    [Property(MaxTest = 25, Arbitrary = [typeof(Logs)])]
    public async Task Follow_AnyLogAndAnyBreaks_PassesOnEveryLineOnce(Story story)
    {
        await using var followed = await FollowedLogFixture.StartAsync();
        followed.Log.Write(LogLines.Entry("working"));
        followed.Follow();
        await followed.UntilAsync(1);
        var written = 1;
        foreach (var part in story.Parts)
        {
            followed.Log.Write(part.BeforeTheBreak);
            written += part.BeforeTheBreak.Count;
            if (part.IsAwaited)
            {
                await followed.UntilAsync(written);
            }

            followed.Log.Cut(part.IsAnError ? Rpc.Error(StatusCode.Unavailable) : null);
            followed.Log.Write(part.DuringTheBreak);
            written += part.DuringTheBreak.Count;
        }

        followed.Log.End();
        await followed.UntilAsync(followed.Ended);

        followed.Lines.ShouldBe(LogLines.Mapped([LogLines.Entry("working"), .. story.Parts.SelectMany(part => part.BeforeTheBreak.Concat(part.DuringTheBreak))]));
    }

    /// <summary>What happens to a log, in order.</summary>
    public sealed record Story(IReadOnlyList<Part> Parts);

    /// <summary>Lines, a break, and lines that are written meanwhile.</summary>
    public sealed record Part(IReadOnlyList<LogEntry> BeforeTheBreak, IReadOnlyList<LogEntry> DuringTheBreak, bool IsAwaited, bool IsAnError);

    private static class Logs
    {
        /// <summary>Lines of two texts whose times rarely differ, or that have none.</summary>
        public static Arbitrary<Story> Stories() => (
            from areTimed in ArbMap.Default.GeneratorFor<bool>()
            from parts in (
                from before in Gen.ListOf(Kinds())
                from during in Gen.ListOf(Kinds())
                from isAwaited in ArbMap.Default.GeneratorFor<bool>()
                from isAnError in ArbMap.Default.GeneratorFor<bool>()
                select (before, during, isAwaited, isAnError)).ListOf(4)
            select Of(areTimed, parts)).ToArbitrary();

        private static Gen<int> Kinds() => Gen.Choose(0, 9);

        private static Story Of(bool areTimed, IEnumerable<(List<int> Before, List<int> During, bool IsAwaited, bool IsAnError)> parts)
        {
            var second = 0;
            return new Story([.. parts.Select(part => new Part(Lines(part.Before), Lines(part.During), part.IsAwaited, part.IsAnError))]);

            IReadOnlyList<LogEntry> Lines(List<int> kinds) =>
                [.. kinds.Select(kind => LogLines.Entry(kind % 3 == 0 ? "other" : "working", areTimed ? second += kind == 9 ? 1 : 0 : null))];
        }
    }
}
