using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>How a one-time link is handed out, as the query of a request.</summary>
internal sealed class LinkMailRequest
{
    /// <summary>Whether it is sent by mail, too; <c>null</c> means no.</summary>
    [FromQuery(Name = "byMail")]
    [Description("Whether the link is sent by mail, too.")]
    public bool? ByMail { get; init; }

    /// <summary>The mail's language, one of <see cref="LinkMail.Languages"/>; <c>null</c> means the first.</summary>
    [FromQuery(Name = "language")]
    [Description("The mail's language: en or pt.")]
    public string? Language { get; init; }
}
