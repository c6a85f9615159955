namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Knows what wall screens may be bound to. The room that has the dashboards implements it.</summary>
public interface IDisplayContent
{
    /// <summary>Why a wall screen cannot show one of some dashboards, as a sentence; <c>null</c> if it can show all of them.</summary>
    /// <param name="ids">Ids that somebody asks for. They may be of any form.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<string?> ProblemAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
