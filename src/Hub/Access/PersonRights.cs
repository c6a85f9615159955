namespace FlextMonitor.Hub.Access;

/// <summary>What a person may do.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Email">The person's e-mail address.</param>
/// <param name="Rights">What their grants permit.</param>
public sealed record PersonRights(string Id, string Email, Rights Rights);
