namespace FlextMonitor.Hub.Access.Migrations;

/// <summary>Turns the roles of an earlier release into grants: the highest role of each person, for all daemons.</summary>
internal static class RolesToGrants
{
    /// <summary>The same statement for both providers. It needs the tables of roles and the column <c>Grants</c>.</summary>
    public const string Sql = """
        UPDATE "AspNetUsers" SET "Grants" = COALESCE(
            (SELECT '[{"role":"' || r."Name" || '","sources":[]}]'
             FROM "AspNetUserRoles" AS u JOIN "AspNetRoles" AS r ON r."Id" = u."RoleId"
             WHERE u."UserId" = "AspNetUsers"."Id" AND r."Name" IN ('viewer', 'operator', 'admin')
             ORDER BY CASE r."Name" WHEN 'admin' THEN 0 WHEN 'operator' THEN 1 ELSE 2 END
             LIMIT 1),
            '[]');
        """;
}
