using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>How a one-time link is handed out, as the query of a request.</summary>
/// <param name="ByMail">Whether it is sent by mail, too.</param>
/// <param name="Language">The mail's language, one of <see cref="LinkMail.Languages"/>.</param>
internal sealed record LinkMailRequest(
    [property: FromQuery(Name = "byMail"), Description("Whether the link is sent by mail, too.")] bool ByMail = false,
    [property: FromQuery(Name = "language"), Description("The mail's language: en or pt.")] string Language = "en");
