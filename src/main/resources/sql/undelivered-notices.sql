-- What recipients have not been told yet, or could not be told. Ids and field names only: no personal data.
select d.id as delivery_id, n.register_id as register, d.recipient, n.kind, d.entity_id, d.status, d.attempts,
       to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as noticed_at,
       to_char(d.next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as next_attempt_at,
       coalesce(d.last_error, '') as last_error
  from notice_delivery d
  join notice n on n.id = d.notice_id
 where d.status in ('new', 'claimed', 'dead', 'refused')
 order by d.position
