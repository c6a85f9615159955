namespace FlextMonitor.Hub.Access.Persons;

/// <summary>The result of a change to a person.</summary>
internal enum PersonChange
{
    /// <summary>It is stored.</summary>
    Done,

    /// <summary>There is no such person.</summary>
    Unknown,

    /// <summary>It was refused: nobody could administer any more.</summary>
    LastAdministrator,
}
