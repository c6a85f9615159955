using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <content>Takes in what the feed tells.</content>
internal sealed partial class EvaluationTerm
{
    private void TakeMonitor(IReadOnlyList<Problem> inFeed)
    {
        if (!_ledger.IsStored)
        {
            _ledger.Note(inFeed.Where(problem => !_ledger.Holds(problem.Id)));
        }

        IReadOnlyList<Problem> open = _ledger.IsStored ? [.. _ledger.Of(SourceNames.Monitor)] : inFeed;
        Network.Adopt(open, inFeed, _sources.Values);
        _ofMonitor.Adopt(open, inFeed);
    }

    private void TakeWhole(FeedBatch batch, DateTimeOffset now)
    {
        var bySource = batch.Changes.ToLookup(message => message.Source);
        foreach (var name in bySource.Select(messages => messages.Key).Union(_sources.Keys).Where(IsWatched).ToList())
        {
            Rebuild(name, bySource[name], now);
        }

        var heard = bySource.Where(messages => messages.Any(message => !MessageDescriptors.Of(message).IsJudgement)).Select(messages => messages.Key).ToHashSet();
        foreach (var problem in UnwatchedProblems.Of(_ledger, IsConfigured, heard))
        {
            Drop(problem, now);
        }

        TakeMonitor([.. bySource[SourceNames.Monitor].OfType<Problem>()]);
        _amendments.RepublishOthers(batch.Changes.OfType<Problem>().Select(problem => problem.Id).ToHashSet());
    }

    private void Drop(Problem problem, DateTimeOffset now)
    {
        if (_sources.Remove(problem.Source, out var source))
        {
            _touched.Remove(source);
            _due.Forget(problem.Source);
        }

        _ledger.Explain(problem.Id, "Its daemon is not in the settings any more");
        _output.Add(new ProblemResolved { Source = problem.Source, Epoch = 0, Sequence = 0, ObservedAt = problem.ObservedAt, Id = problem.Id, ResolvedAt = now });
    }

    private void TakeChanges(FeedBatch batch, DateTimeOffset now)
    {
        foreach (var message in batch.Changes)
        {
            if (IsWatched(message.Source) && !MessageDescriptors.Of(message).IsJudgement)
            {
                Guard(message.Source, now, (Term: this, message), static (what, now) => what.Term.Touch(what.message.Source, now).Take(what.message, now));
            }
        }

        foreach (var key in batch.OutOfView)
        {
            if (key is { Kind: MessageKind.Execution, Id: not null })
            {
                Guard(key.Source, now, (Term: this, key), static (what, now) => what.Term.Touch(what.key.Source, now).LeaveView(what.key.Id!));
            }
        }
    }

    private void Rebuild(string name, IEnumerable<SourceMessage> messages, DateTimeOffset now)
    {
        if (!_ledger.IsStored)
        {
            _ledger.Note(messages.OfType<Problem>().Where(problem => !_ledger.Holds(problem.Id)));
        }

        Guard(name, now, (Term: this, name, messages), static (what, now) => what.Term.Touch(what.name, now).TakeWhole(
            what.messages, what.Term._ledger.IsStored ? what.Term._ledger.Holds : null, now));
    }
}
